/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.source.TableId;
import dev.tandem.simulated.Db;
import dev.tandem.wire.RereadAnswer;
import dev.tandem.wire.RereadAnswer.Outcome;
import dev.tandem.wire.RereadRequest;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of SQL Server that capture is asked to read again. */
class SqlServerRequestsIT {

  @TempDir static Path folder;
  private static SqlServerRig rig;

  @BeforeAll
  static void startServers() {
    rig = new SqlServerRig(folder);
  }

  @AfterAll
  static void stopServers() {
    rig.close();
  }

  @AfterEach
  void shouldHaveAskedNothingUnknown() {
    assertThat(rig.server.unhandled()).isEmpty();
  }

  @Test
  void shouldReadRowsAgainWhileTheSourceRests() {
    // Given
    TableId table = SqlServerRig.table("again", "notes");
    Db db = rig.notes("again");
    db.insert("notes", 1, "one", "body", null, null);
    db.insert("notes", 2, "two", null, null, null);
    CaptureConfig config = rig.config("again", table);
    KafkaRig.Running running = rig.streaming(config);
    Requests requests = new Requests(rig, config);
    List<ConsumerRecord<String, String>> snapshot = rig.raw(config, table);
    db.delete("notes", 2);
    rig.awaitChanges(config, table, 3);

    // When
    RereadRequest request =
        Requests.request(
            table,
            Requests.of(of(snapshot, 1)),
            Requests.of(of(snapshot, 2)),
            Requests.row("{\"id\":9}"));
    RereadAnswer answer = requests.ask(request);

    // Then
    assertThat(answer.problem()).isEmpty();
    assertThat(answer.outcomes()).containsExactly(Outcome.PUBLISHED, Outcome.DELETED, Outcome.GONE);
    List<JsonNode> told = requests.answers(table, request).stream().map(KafkaRig::json).toList();
    assertThat(SqlServerRig.ops(told)).containsExactlyInAnyOrder("r", "d");
    assertThat(SqlServerRig.of(told, 1).get(0).path("after"))
        .isEqualTo(KafkaRig.json(of(snapshot, 1)).path("after"));
    running.close();
  }

  private static ConsumerRecord<String, String> of(
      List<ConsumerRecord<String, String>> snapshot, int id) {
    return snapshot.stream()
        .filter(record -> KafkaRig.json(record).at("/after/id").asInt() == id)
        .findFirst()
        .orElseThrow();
  }
}
