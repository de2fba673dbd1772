# SPDX-License-Identifier: Apache-2.0
#
# One image for every process. It takes what the build has left: run `./tandem --version` first.
FROM eclipse-temurin:17-jre
RUN groupadd --system --gid 10001 tandem && useradd --system --uid 10001 --gid tandem --no-create-home tandem \
    && install --directory --owner=tandem --group=tandem /reports
COPY cli/target/lib /opt/tandem/lib
COPY cli/target/classes /opt/tandem/classes
USER tandem
WORKDIR /etc/tandem
# As ./tandem starts it: UTC, since in any other zone the connector reads zoneless times differently in snapshot and log.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=65", "-XX:+UseSerialGC", "-XX:NewRatio=1", "-XX:+ExitOnOutOfMemoryError", \
    "-Duser.timezone=UTC", "-Dtandem.home=/opt/tandem", "-Dtandem.terminal=false", \
    "-cp", "/opt/tandem/classes:/opt/tandem/lib/*:/opt/tandem/plugins/*", "dev.tandem.cli.Main"]
CMD ["--help"]
