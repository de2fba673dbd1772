/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Starts Tandem's own sinks.
 *
 * @param folder where its settings are written
 */
record TandemStarter(OrderDatabase database, String bootstrap, Path folder, Sinks sinks)
    implements SinkContender.Starter {

  @Override
  public ChildJvm.Launch launch(FilledTopic topic) throws IOException {
    Path settings =
        SinkJob.of(bootstrap, topic, sinks.batch())
            .write(
                folder.resolve("sink.properties"),
                Map.of(
                    "url", database.url(),
                    "user", database.user(),
                    "password", database.password(),
                    "sinks", Integer.toString(sinks.count())));
    return ChildJvm.Launch.product(sinks.heap(), SinkMain.class, List.of(settings.toString()));
  }
}
