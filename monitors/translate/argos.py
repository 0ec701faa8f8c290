"""Reads the index of Argos packages through `argostranslate.package`; run as a script.

It runs in a process of its own because Argos reads its settings, and makes folders in HOME, when
it is imported; its caller gives it a HOME that is not the user's. The index lies there already:
where it is missing, Argos would download it without a deadline and recurse if that fails.

stdin: nothing. stdout: a JSON list of objects with code, version, from, to, links.
"""

import json
import sys
from typing import Any


def offered() -> list[dict[str, Any]]:
    """The translation packages of the index that lies in Argos' data folder."""
    from argostranslate import package, settings

    if not settings.local_package_index.is_file():
        raise FileNotFoundError(settings.local_package_index)
    return [
        {
            "code": str(each.code or package.argospm_package_name(each)),
            "version": str(each.package_version),
            "from": str(each.from_code),
            "to": str(each.to_code),
            "links": [str(link) for link in each.links],
        }
        for each in package.get_available_packages()
        if each.type == "translate" and each.from_code and each.to_code
    ]


if __name__ == "__main__":
    json.dump(offered(), sys.stdout)
