/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static dev.tandem.dynamo.Parcels.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.Location;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.target.TargetReader;
import dev.tandem.model.target.TargetUnavailable;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoReaderIT {
  private final FaultProxy proxy;
  private final Shelves shelves = new Shelves();
  private final TargetReader reader;

  DynamoReaderIT() throws IOException {
    proxy = new FaultProxy(TestDynamo.endpoint());
    DynamoConnection connection = TestWriters.connection(proxy.endpoint());
    reader =
        new DynamoReader(
            shelves.parcels.dynamo(),
            Clients.open(connection, Items.SEGMENTS),
            TestWriters.impatient(connection),
            new Workers("test-reader", Items.SEGMENTS),
            Clock.systemUTC());
  }

  @AfterEach
  void close() {
    reader.close();
    shelves.close();
    proxy.close();
  }

  @Test
  void shouldScanEveryRowOverManyPages() {
    // Given
    String note = "x".repeat(50_000);
    fill(200, note);
    proxy.fail("Scan", 3, Fault.error(400, "ThrottlingException"));

    // When
    List<StoredRow> rows = new ArrayList<>();
    reader.scan(Parcels.SCHEMA, rows::add);

    // Then
    assertThat(rows).allSatisfy(row -> assertThat(row.flaws()).isEmpty());
    assertThat(rows)
        .extracting(StoredRow::row)
        .containsExactlyInAnyOrderElementsOf(rows(200, note));
    assertThat(proxy.failures()).isEqualTo(3);
    assertThat(proxy.requests()).as("more than a page for a segment").isGreaterThan(3 + 2 * 4);
  }

  @Test
  void shouldScanAnEmptyTable() {
    // When
    List<StoredRow> rows = new ArrayList<>();
    reader.scan(Parcels.SCHEMA, rows::add);

    // Then
    assertThat(rows).isEmpty();
  }

  @Test
  void shouldFindRowsByTheirPlacesAlthoughDynamoDbAnswersInParts() {
    // Given
    fill(250, "n");
    proxy.fail("BatchGetItem", 5, Fault.halfUnprocessed());
    proxy.fail("BatchGetItem", 1, Fault.error(500, "InternalServerError"));
    List<Location> places =
        new ArrayList<>(
            LongStream.rangeClosed(1, 260).mapToObj(id -> Parcels.location(id, "S" + id)).toList());
    places.add(Parcels.location(1, "S1"));

    // When
    List<StoredRow> found = reader.find(Parcels.SCHEMA, places);

    // Then
    assertThat(found)
        .extracting(StoredRow::row)
        .containsExactlyInAnyOrderElementsOf(rows(250, "n"));
    assertThat(proxy.failures()).isEqualTo(6);
  }

  @Test
  void shouldSayWhenDynamoDbReturnsNothingForAllItsPatience() {
    // Given
    fill(1, "n");
    proxy.fail("BatchGetItem", 100, Fault.halfUnprocessed());

    // Then
    assertThatThrownBy(() -> reader.find(Parcels.SCHEMA, List.of(Parcels.location(1, "S1"))))
        .isInstanceOf(TargetUnavailable.class);
  }

  @Test
  void shouldShowWhatIsWrongWithAnItem() {
    // Given
    Map<String, AttributeValue> item = new HashMap<>(Shelves.key("A"));
    item.put("id", AttributeValue.fromN("1"));
    item.put("shelf", AttributeValue.fromS("B"));
    shelves.putByHand(item);

    // When
    List<StoredRow> found = reader.find(Parcels.SCHEMA, List.of(Parcels.location(1, "A")));

    // Then
    assertThat(found).hasSize(1);
    assertThat(found.get(0).flaws())
        .containsExactlyInAnyOrder(
            new StoredRow.Flaw("pk", "SHELF#B", "SHELF#A"),
            new StoredRow.Flaw("_version", "a version", "absent"));
  }

  @Test
  void shouldSayThatTheTableIsGone() {
    // Given
    TestDynamo.CLIENT.deleteTable(table -> table.tableName(shelves.parcels.table()));

    // Then
    assertThatThrownBy(() -> reader.scan(Parcels.SCHEMA, row -> {}))
        .isInstanceOf(TargetUnavailable.class)
        .extracting(e -> ((TargetUnavailable) e).code())
        .isEqualTo(DynamoCode.TABLE_GONE);
  }

  private void fill(int count, String note) {
    shelves.write(
        LongStream.rangeClosed(1, count)
            .mapToObj(id -> created(id, id, "S" + id, note))
            .toArray(EntityChange[]::new));
  }

  private static List<EntityRow> rows(int count, String note) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(id -> Parcels.row(id, "S" + id, note))
        .toList();
  }
}
