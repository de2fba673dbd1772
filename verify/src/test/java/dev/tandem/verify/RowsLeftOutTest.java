/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.type.Value;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rows that are on one side alone because the mapping says so. */
class RowsLeftOutTest {
  private static final RowsPlan OPEN_ONLY =
      new RowsPlan(Optional.of("status == 'open'"), List.of(), new RowsPlan.Hard());

  @Test
  void shouldNotMissWhatTheMappingLeavesOut() {
    World world = new World(OPEN_ONLY);
    for (long id = 1; id <= 30; id++) { // every third one is open
      world.put(World.row(id));
    }
    for (long id = 3; id <= 30; id += 3) {
      world.store(world.entity(World.row(id)));
    }
    EntityReport report = world.verify();
    assertThat(report.agrees()).isTrue();
    assertThat(report.sourceRows()).isEqualTo(30);
    assertThat(report.leftOut()).isEqualTo(20);
    assertThat(report.targetRows()).isEqualTo(10);
  }

  @Test
  void shouldFindWhatTheTargetHasAlthoughTheMappingLeavesItOut() {
    World world = new World(OPEN_ONLY);
    SourceRow open = World.row(3);
    world.put(World.with(open, "Status", new Value.Text("closed")));
    world.store(world.entity(open));
    EntityReport report = world.verify();
    assertThat(report.differences().first())
        .extracting(Difference::kind, Difference::targetKey)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Difference.Kind.EXTRA, "id=3"));
  }

  @Test
  void shouldWaitForARowThatHasStoppedToMatch() {
    World world = new World(OPEN_ONLY);
    SourceRow open = World.row(3);
    world.store(world.entity(open));
    world.put(World.with(open, "Status", new Value.Text("closed")));
    world.beforeAwait = () -> world.remove(3);
    assertThat(world.verify().agrees()).isTrue();
  }

  @Test
  void shouldLetMarkedRowsBeAndFindThoseThatAreNotMarked() {
    World world =
        new World(
            new RowsPlan(
                Optional.empty(), List.of(), new RowsPlan.Soft("deleted", Optional.empty())));
    world.withRows(5);
    world.source.remove(new Value.Int(2));
    world.source.remove(new Value.Int(4));
    mark(world, 2);
    mark(world, 5);
    EntityReport report = world.verify();
    assertThat(report.kept()).isEqualTo(2);
    assertThat(report.differences().first())
        .extracting(Difference::kind, Difference::targetKey)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(Difference.Kind.EXTRA, "id=4"),
            org.assertj.core.groups.Tuple.tuple(Difference.Kind.CHANGED, "id=5"));
  }

  @Test
  void shouldLetRowsBeThatAreKept() {
    World world =
        new World(new RowsPlan(Optional.empty(), List.of(), new RowsPlan.Keep())).withRows(5);
    world.source.remove(new Value.Int(2));
    world.put(World.with(World.row(3), "Count", new Value.Int(-1)));
    assertThat(world.verify().differences().first())
        .extracting(Difference::kind, Difference::targetKey)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Difference.Kind.CHANGED, "id=3"));
  }

  private static void mark(World world, long id) {
    EntityRow row = world.entity(World.row(id));
    Value[] values = row.values().toArray(Value[]::new);
    values[values.length - 1] = new Value.Bool(true);
    world.replace(new EntityRow(row.schema(), values));
  }
}
