#!/usr/bin/env bash
# Copies the jars of Apache Kafka into .cache/kafka of the checkout, once for each state of the pom.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
jars=$here/../../.cache/kafka

if cmp -s "$here/pom.xml" "$jars/pom.xml"; then
    exit 0
fi
rm -rf "$jars"
mvn --batch-mode --no-transfer-progress --quiet --file "$here/pom.xml" \
    dependency:copy-dependencies -DoutputDirectory="$jars"
cp "$here/pom.xml" "$jars/pom.xml" # last: marks the folder as complete
