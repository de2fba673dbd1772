/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkJobTest {
  private static final String BOOTSTRAP = "127.0.0.1:9092";

  @TempDir private Path folder;

  @Test
  void shouldBeReadAsItWasWrittenTogetherWithTheTarget() throws IOException {
    SinkJob job = new SinkJob(BOOTSTRAP, "bench-1000-1-insert", "bench-7", 5_000);

    Path file = job.write(folder.resolve("sink.properties"), Map.of("password", "s3cret = #1"));

    SettingsFile settings = SettingsFile.read(file);
    assertThat(SinkJob.read(settings)).isEqualTo(job);
    assertThat(settings.text("password")).isEqualTo("s3cret = #1");
  }

  @Test
  void shouldReadTheTopicOfItsPipeline() {
    String topic = new PipelineTopics("bench-1000-1-insert").entity(OrderEntity.name());

    SinkJob job =
        SinkJob.of(
            BOOTSTRAP, new FilledTopic(KafkaConnection.plain(BOOTSTRAP), topic, 1_000), 2_000);

    assertThat(job.pipeline()).isEqualTo("bench-1000-1-insert");
    assertThat(job.batch()).isEqualTo(2_000);
  }

  @Test
  void shouldNameASettingThatIsMissing() throws IOException {
    Path file = SettingsFile.write(folder.resolve("empty.properties"), Map.of());
    SettingsFile settings = SettingsFile.read(file);
    assertThatThrownBy(() -> settings.number("sinks")).hasMessage("no setting sinks");
  }
}
