"""Asks Licet for a license token: python3 license_token.py wv kid=… contentKey=… securityLevel=1 hdcpOutputControl=0"""

import os
import sys
import urllib.error
import urllib.parse
import urllib.request


class Refused(Exception):
    """The answer: {"code":-4018,"message":"[-4018] Missing kid","requestId":"…"}"""


def license_url(server, authenticator, system, parameters):
    """The address that the player redeems the token at."""
    form = urllib.parse.urlencode({**parameters, "errorFormat": "json"}).encode()
    request = urllib.request.Request(
        f"{server}/hms/{system}/token", data=form, headers={"Authorization": f"Bearer {authenticator}"}
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.read().decode()
    except urllib.error.HTTPError as refused:
        raise Refused(refused.read().decode()) from None


if __name__ == "__main__":
    try:
        print(
            license_url(
                os.environ["LICET_URL"],
                os.environ["LICET_AUTHENTICATOR"],
                sys.argv[1],
                dict(pair.split("=", 1) for pair in sys.argv[2:]),
            )
        )
    except Refused as refused:
        sys.exit(str(refused))
