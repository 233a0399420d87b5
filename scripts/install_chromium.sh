#!/usr/bin/env bash
# Debian's chromium and a font family for the browser tests, and npm for axe-core; the only things installed outside .venv.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
sudo=""
[ "$(id -u)" = 0 ] || sudo=sudo
$sudo apt-get update -qq
packages="chromium fonts-dejavu-core"
command -v npm >/dev/null || packages="$packages npm"
# shellcheck disable=SC2086 # a list of names
$sudo apt-get install -y -qq --no-install-recommends $packages >/dev/null
