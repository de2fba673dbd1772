/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityKey;
import dev.tandem.model.entity.Version;
import dev.tandem.model.target.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class TombstonesTest {
  private final Tombstones tombstones =
      new Tombstones(
          Tombstones.tableOf("loans"),
          Duration.ofDays(1),
          Clock.fixed(Instant.ofEpochSecond(1_000), ZoneOffset.UTC));

  @Test
  void aTombstoneNamesTheRowItsVersionAndItsOwnEnd() {
    assertThat(tombstones.table()).isEqualTo("loans-tombstones");
    assertThat(tombstones.item(deleted(Parcels.key(7)), 42))
        .containsEntry("entry", AttributeValue.fromS("parcels|{\"id\":7}"))
        .containsEntry("_version", AttributeValue.fromN("42"))
        .containsEntry("ttl", AttributeValue.fromN("87400"))
        .hasSize(3);
  }

  @Test
  void aLongKeyIsStillAKeyOfItsOwn() {
    // Given
    String longest = "{\"id\":\"" + "x".repeat(2_048 - "parcels|{\"id\":\"\"}".length()) + "\"}";
    String longer = longest.replace("{\"id\"", "{\"idx\"");

    // When
    AttributeValue kept = row(new EntityKey(longest));
    AttributeValue one = row(new EntityKey(longer));
    AttributeValue other = row(new EntityKey(longer + " "));

    // Then
    assertThat(kept.s()).hasSize(2_048).endsWith(longest);
    assertThat(one.s()).startsWith("parcels|sha256:").hasSize("parcels|sha256:".length() + 64);
    assertThat(other).isNotEqualTo(one);
  }

  private AttributeValue row(EntityKey key) {
    return Parcels.attribute(tombstones.key(deleted(key)), "entry");
  }

  private static RowChange deleted(EntityKey key) {
    return RowChange.of(
        new Delivery(
            Parcels.LANE,
            0,
            Parcels.SCHEMA,
            new EntityChange.Deleted(key, new Version(42), 0, List.of())),
        new ItemLayout(new Parcels("parcels").dynamo(), Parcels.SCHEMA));
  }
}
