"""A small web service: the files of a case in, what is missing out.

Nothing of a case is logged, kept or cached: its files live in a temporary folder for the length of one request.
Readers are the public unless the team starts the service for another audience; a request cannot choose.

    flask --app service:make_app run
"""

import re
import secrets
import tempfile
from pathlib import Path

import claimmap as cm
from claimmap import outputs
from claimmap.policy import STANDARDS
from claimmap.report.audience import Rules, WouldLeak
from flask import Flask, Response, abort, jsonify, request
from werkzeug.exceptions import HTTPException

LARGEST = 4_000_000  # bytes of one request
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}\.yaml")
LAW = cm.load_law("rome-statute")  # the law may be kept between requests, a case never


def make_app(audience="public", secret=None):
    """Make the service; give the same *secret* to keep the codes of people the same after a restart."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST
    rules = Rules(secret=secret or secrets.token_bytes(32), hold=True)

    @app.post("/gaps")
    def gaps():
        files = sent_files()
        standard = request.args.get("standard", "reasonable-basis")
        if standard not in STANDARDS:
            return refused(problem("unknown-standard", hint=f"one of {', '.join(STANDARDS)}"))
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                (Path(folder) / name).write_bytes(text.encode("utf-8", "surrogatepass"))
            try:
                case = cm.load_case(folder, law=LAW)
                if case.law != LAW.id:
                    return refused(problem("unknown-law", hint=f"this service holds {LAW.id}"))
                found = outputs.dossier_of(case, standard, law=LAW, audience=audience, rules=rules)
            except WouldLeak:
                return refused(problem("would-leak", hint="an open text holds a protected name: reword it, or mark the item protected"))
            except cm.InvalidFiles as error:
                return refused(*(told(one, list(files), folder) for one in error.problems))
        return Response(outputs.write_json(found), mimetype="application/json", headers={"Cache-Control": "no-store"})

    def told(one, names, folder):
        """Word a problem: the team reads the message; others the place and the rule, for messages quote what stands in a file."""
        name = Path(one.place.file).name
        place = {"file": names.index(name) + 1 if name in names else None, "line": one.place.line or None, "column": one.place.column or None}
        if audience != "internal":
            return problem(one.rule, **place, hint="look this rule up in the reference of problems; `claimmap check` shows the team more")
        said = {key: value and value.replace(f"{folder}/", "").replace(folder, "the case") for key, value in (("message", one.message), ("hint", one.hint))}
        return problem(one.rule, **place, **said)

    @app.errorhandler(Exception)
    def failed(error):
        """Answer without a word of what was sent, and without a line in a log."""
        code = error.code if isinstance(error, HTTPException) else 500
        return jsonify(format="claimmap/problems-1", problems=[problem("bad-request" if code < 500 else "failed")]), code

    return app


def sent_files():
    """Return the files of a request by name: one YAML text, or JSON such as {"files": {"case.yaml": "..."}}."""
    if not request.is_json:
        return {"case.yaml": request.get_data().decode("utf-8", "replace")}
    try:
        files = request.get_json()["files"]
        if files and all(NAME.fullmatch(name) and isinstance(text, str) for name, text in files.items()):
            return files
    except (AttributeError, KeyError, TypeError, RecursionError):
        pass
    abort(400)


def problem(rule, **more):
    """Return one problem as JSON values."""
    return {"rule": rule, "file": None, "line": None, "column": None, "hint": None, **more}


def refused(*problems):
    """Answer that the files cannot be used."""
    return jsonify(format="claimmap/problems-1", problems=problems), 422
