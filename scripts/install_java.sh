#!/usr/bin/env bash
# Debian's Java 17 without its desktop parts, for the tests that run on Spark.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
sudo=""
[ "$(id -u)" = 0 ] || sudo=sudo
$sudo apt-get update -qq
$sudo apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless >/dev/null
