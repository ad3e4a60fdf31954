#!/bin/sh
# Packages film.mp4 into out/NAME with the options that follow the name.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
name=$1
shift
case $(uname -s)-$(uname -m) in
    Linux-x86_64) packager=packager-linux-x64 ;;
    Linux-aarch64) packager=packager-linux-arm64 ;;
    Darwin-arm64) packager=packager-osx-arm64 ;;
    Darwin-x86_64) packager=packager-osx-x64 ;;
    *) echo "shaka-packager has no program for $(uname -s) on $(uname -m)" >&2; exit 1 ;;
esac
mkdir -p "$here/out/$name"
cd "$here/out/$name"
exec "$here/node_modules/shaka-packager/bin/$packager" \
    'in=../../film.mp4,stream=video,init_segment=video.mp4,segment_template=video-$Number$.m4s' \
    'in=../../film.mp4,stream=audio,init_segment=audio.mp4,segment_template=audio-$Number$.m4s' \
    --clear_lead 0 --segment_duration 2 --generate_static_live_mpd --mpd_output manifest.mpd \
    --protection_systems Widevine,PlayReady,CommonSystem "$@"
