/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.dynamo.DynamoTarget;
import java.net.URI;
import java.nio.file.Path;

/** Tandem's sink to DynamoDB in a process of its own; runs until it is ended. */
final class DynamoSinkMain {
  private DynamoSinkMain() {}

  /** The argument is a file of settings, as {@link DynamoSinkContender} writes it. */
  public static void main(String[] args) throws Exception {
    SettingsFile settings = SettingsFile.read(Path.of(args[0]));
    DynamoTarget target =
        OrderItems.target(
            URI.create(settings.text("endpoint")),
            settings.text("region"),
            settings.text("accessKey"),
            settings.text("secretKey"));
    target.prepare(true);
    SinkJob.read(settings).sink("sink-dynamo", target.writer()).run();
  }
}
