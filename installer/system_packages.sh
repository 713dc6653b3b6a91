#!/bin/sh
# Checks the Debian packages the program and its tests need (with the word msi: those its Windows installer is built with)
# and installs only what is missing.
set -eu
case "${1:-}" in
msi) wanted="wixl msitools faketime osslsigncode softhsm2 libengine-pkcs11-openssl
gcc-mingw-w64-x86-64" ;;
*) wanted="python3-venv libgl1 libegl1 libxkbcommon0 libglib2.0-0 libfontconfig1 libfreetype6 libdbus-1-3
libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0
fonts-croscore poppler-utils gcc libc6-dev" ;;
esac
command -v apt-get >/dev/null 2>&1 || { echo "No apt-get here; please see to these yourself: $wanted" >&2; exit 0; }
missing=""
for name in $wanted; do
  state=$(dpkg-query -W -f '${Status}' "$name" 2>/dev/null || true)
  [ "$state" = "install ok installed" ] || missing="$missing $name"
done
[ -n "$missing" ] || exit 0
echo "Installing system packages:$missing" >&2
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo"
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
