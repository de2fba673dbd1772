/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.model.target.TargetWriter;
import dev.tandem.postgres.PostgresConnection;
import dev.tandem.postgres.PostgresTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tandem's sinks to PostgreSQL in a process of their own; runs until it is ended. */
final class SinkMain {
  private SinkMain() {}

  /** The argument is a file of settings, as {@link TandemStarter} writes it. */
  public static void main(String[] args) throws Exception {
    SettingsFile settings = SettingsFile.read(Path.of(args[0]));
    SinkJob job = SinkJob.read(settings);
    PostgresTarget target =
        new PostgresTarget(
            new PostgresConnection(
                settings.text("url"), settings.text("user"), settings.text("password")),
            OrderEntity.TO_POSTGRES,
            true);
    target.prepare();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < settings.number("sinks"); i++) {
      TargetWriter writer = target.writer(job.group(), "bench", EntityTopic.SETTINGS.retention());
      threads.add(new Thread(job.sink("sink-postgres", writer), "sink-" + i));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
