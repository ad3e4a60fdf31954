#!/bin/sh
# Asks Licet for a license token: token.sh wv kid=… contentKey=… securityLevel=1 hdcpOutputControl=0
set -eu

: "${LICET_URL:?the address of the service}" "${LICET_AUTHENTICATOR:?the customer authenticator}"
system=$1
shift

# A configuration on standard input keeps the authenticator and the keys out of the list of processes.
{
    printf 'header = "Authorization: Bearer %s"\n' "$LICET_AUTHENTICATOR"
    printf 'data-urlencode = "%s"\n' errorFormat=json "$@"
} | curl --silent --show-error --fail-with-body --max-time 10 --config - "$LICET_URL/hms/$system/token" || exit 1
