"""Edge: asks a source's address for news, once and conditionally, and trusts nothing it hears.

    address -> [its turn] -> guard -> connection -> answer -> body -> Page
                   ^------------- redirect ------------|

`route` follows redirects on paper, `guard` says which network addresses may be contacted,
`lookup` applies that to every name at connect time, `turns` keeps us polite, `body` decompresses
within limits, `retry` reads Retry-After, `failures` puts every failure into words.
"""

from monitors.fetch.client import Fetcher
from monitors.fetch.guard import ForbiddenError, Guard
from monitors.fetch.lookup import Lookup

__all__ = ["Fetcher", "ForbiddenError", "Guard", "Lookup"]
