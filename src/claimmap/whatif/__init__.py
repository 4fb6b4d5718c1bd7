"""What could change: suppositions, what would close a gap, what could sink a claim.

Evaluation says where a claim stands; this says how it could move. Nothing here touches the case as it stands.
"""
