/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static java.util.stream.Collectors.joining;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tables for {@link Parcels} with a writer on them, and what they hold in short. */
final class Shelves implements AutoCloseable {
  final String pipeline = TestDynamo.fresh("pipeline");
  final Parcels parcels = new Parcels(TestDynamo.fresh("parcels"));
  private final TargetWriter writer;

  Shelves() {
    this(new Guard(true, true));
  }

  Shelves(Guard guard) {
    this(TestDynamo.endpoint(), guard);
  }

  Shelves(URI endpoint, Guard guard) {
    TestDynamo.target(pipeline, parcels.plan()).prepare(true);
    this.writer = TestWriters.writer(endpoint, pipeline, parcels.plan(), guard);
  }

  /** One more writer on the same tables; to be closed. */
  TargetWriter another() {
    return TestWriters.writer(
        TestDynamo.endpoint(), pipeline, parcels.plan(), new Guard(true, true));
  }

  WriteResult write(EntityChange... changes) {
    return writer.write(Parcels.batch(List.of(changes)));
  }

  /** Applies each change in a batch of its own. */
  void writeOneByOne(EntityChange... changes) {
    for (EntityChange change : changes) {
      write(change);
    }
  }

  /** For example {@code A=1:note@5, B=2:note@3}: shelf, id, note and version. */
  String content() {
    Map<String, String> content = new TreeMap<>();
    for (Map<String, AttributeValue> item : TestDynamo.items(parcels.table())) {
      content.put(
          Parcels.attribute(item, "shelf").s(),
          Parcels.attribute(item, "id").n()
              + ':'
              + Parcels.attribute(item, "note").s()
              + '@'
              + TestDynamo.version(item));
    }
    return content.entrySet().stream().map(Object::toString).collect(joining(", "));
  }

  /** For example {@code 1@5}: the version of each parcel's tombstone. */
  String tombstones() {
    return tombstoneVersions().entrySet().stream()
        .map(entry -> entry.getKey() + "@" + entry.getValue())
        .collect(joining(", "));
  }

  Map<Long, Long> tombstoneVersions() {
    Map<Long, Long> versions = new TreeMap<>();
    for (Map<String, AttributeValue> item : entries()) {
      versions.put(tombstoneOf(item), TestDynamo.version(item));
    }
    return versions;
  }

  /** The tombstones, without the seals. */
  List<Map<String, AttributeValue>> entries() {
    return TestDynamo.items(Tombstones.tableOf(pipeline)).stream()
        .filter(item -> !isSeal(item))
        .toList();
  }

  /** The seals that are broken. */
  List<Map<String, AttributeValue>> brokenSeals() {
    return TestDynamo.items(Tombstones.tableOf(pipeline)).stream().filter(Shelves::isSeal).toList();
  }

  /** Takes an item out of the table of tombstones, as only a test does. */
  void deleteEntry(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key =
        Map.of(Tombstones.ENTRY, Parcels.attribute(item, Tombstones.ENTRY));
    TestDynamo.CLIENT.deleteItem(delete -> delete.tableName(Tombstones.tableOf(pipeline)).key(key));
  }

  private static boolean isSeal(Map<String, AttributeValue> item) {
    return Parcels.attribute(item, Tombstones.ENTRY).s().contains("|seal:");
  }

  /** The id of the parcel that a tombstone is of. */
  static long tombstoneOf(Map<String, AttributeValue> item) {
    return Long.parseLong(
        Parcels.attribute(item, Tombstones.ENTRY).s().replaceAll(".*\\{\"id\":(\\d+)}", "$1"));
  }

  /** Puts an item as somebody else would. */
  void putByHand(Map<String, AttributeValue> item) {
    TestDynamo.CLIENT.putItem(put -> put.tableName(parcels.table()).item(item));
  }

  static Map<String, AttributeValue> key(String shelf) {
    return Map.of(
        DynamoPlan.PARTITION_KEY,
        AttributeValue.fromS("SHELF#" + shelf),
        DynamoPlan.SORT_KEY,
        AttributeValue.fromS("PARCEL"));
  }

  @Override
  public void close() {
    writer.close();
    TestDynamo.drop(parcels.table(), Tombstones.tableOf(pipeline));
  }
}
