"""Writes a small file of places in MaxMind's format: this machine lies in Geneva, one network in France."""

import sys

from mmdb_writer import MMDBWriter
from netaddr import IPSet

geneva = {
    "city": {"names": {"en": "Geneva", "fr": "Genève"}},
    "country": {"iso_code": "CH", "names": {"en": "Switzerland", "fr": "Suisse"}},
}
france = {"country": {"iso_code": "FR", "names": {"en": "France", "fr": "France"}}}

writer = MMDBWriter(ip_version=6, ipv4_compatible=True, database_type="Test-City", languages=["en", "fr"])
writer.insert_network(IPSet(["127.0.0.0/8"]), geneva)
writer.insert_network(IPSet(["198.51.100.0/24", "2001:db8::/32"]), france)
writer.to_db_file(sys.argv[1])
