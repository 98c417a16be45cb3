#!/bin/sh
# Draws the four PNGs from the two SVGs with Chromium, the only renderer that the project needs anyway. Run it after
# changing a drawing; the PNGs are committed because browsers take no SVG for an extension's icon.
set -eu
cd "$(dirname "$0")"
chromium=${CHROMIUM:-chromium}
draw() { # drawing, pixels
  page=$(mktemp --suffix=.html)
  printf '<style>*{margin:0}img{display:block;width:%spx}</style><img src="file://%s/%s">' "$2" "$PWD" "$1" > "$page"
  "$chromium" --headless=new --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 \
    --allow-file-access-from-files --default-background-color=00000000 --window-size="$2,$2" \
    --screenshot="$PWD/icon-$2.png" "file://$page" 2> /dev/null
  rm "$page"
}
draw icon-small.svg 16
draw icon-small.svg 32
draw icon.svg 48
draw icon.svg 128
