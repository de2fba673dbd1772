/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.join.JoinsPlan;
import dev.tandem.model.join.JoinsPlan.Embed;
import dev.tandem.model.join.JoinsPlan.Lookup;
import dev.tandem.model.join.JoinsPlan.Missing;
import dev.tandem.model.mapping.ColumnsPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.mapping.Naming;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.transform.join.SimulatedSource.Change;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers.RocksDBDslStoreSuppliers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever changes in whatever table, and in whatever order the tables are read: after each change,
 * the entity is what joins of the rows that were read so far are.
 */
class JoinPropertyTest {
  /** Some two minutes. */
  private static final int RUNS = Integer.getInteger("tandem.join.runs", 300);

  private static final int OPERATIONS = 500;
  private static final List<JoinTables> CREDIT =
      List.of(JoinTables.CUSTOMERS, JoinTables.APPLICATIONS, JoinTables.LOANS, JoinTables.PAYMENTS);
  private static final List<JoinTables> SALES =
      List.of(JoinTables.CUSTOMERS, JoinTables.ORDERS, JoinTables.LINES, JoinTables.TAXES);

  private static final List<Missing> MISSING = List.of(Missing.values());

  private final long seed = Long.getLong("tandem.seed", System.nanoTime());

  @Test
  void shouldBeWhatJoinsOfTheRowsSay() {
    SplittableRandom seeds = new SplittableRandom(seed);
    for (int run = 0; run < RUNS; run++) {
      run(run, seeds.split());
    }
  }

  private void run(int run, SplittableRandom random) {
    boolean isCredit = run % 2 == 0;
    List<Missing> missing = List.of(any(random), any(random), any(random));
    SimulatedSource source = new SimulatedSource(random.split(), isCredit ? CREDIT : SALES);
    SimulatedTables read = new SimulatedTables();
    JoinOracle oracle = new JoinOracle(read, missing);
    Target target = new Target();
    try (SimulatedJoin join =
        new SimulatedJoin(
            isCredit ? payment(missing) : order(missing),
            run % 20 < 2 ? RocksDBDslStoreSuppliers.class : InMemoryDslStoreSuppliers.class)) {
      for (int step = 0; step < OPERATIONS || !source.isRead(); step++) {
        if (step < OPERATIONS) {
          source.operate();
        }
        if (random.nextInt(300) == 0) {
          join.restart();
        }
        for (int reads = random.nextInt(4); reads > 0; reads--) {
          Optional<Change> change = source.read();
          if (change.isPresent()) {
            join.read(change.get(), random.nextBoolean());
            apply(change.get(), read);
            String problem =
                target.apply(join.changes(), join.letters(), key -> mayRepeat(change.get(), key));
            if (problem == null) {
              problem = difference(read, oracle, target, isCredit);
            }
            assertThat(problem)
                .as("-Dtandem.seed=%d, run %d, step %d, %s", seed, run, step, change.get())
                .isNull();
          }
        }
      }
    }
  }

  private static Missing any(SplittableRandom random) {
    return MISSING.get(random.nextInt(MISSING.size()));
  }

  private static void apply(Change change, SimulatedTables read) {
    if (change.after() == null) {
      read.remove(change.table(), Objects.requireNonNull(change.before()));
    } else {
      read.put(change.table(), change.after());
    }
  }

  /**
   * A row's own change is told even if no field shows it, as is a change of its children, and that
   * a parent came or went; of a parent's columns, those alone matter that are needed.
   */
  private static boolean mayRepeat(Change change, String key) {
    return switch (change.table()) {
      case CUSTOMERS, APPLICATIONS, LOANS -> change.op().equals("c") || change.op().equals("d");
      case LINES, TAXES -> true;
      case PAYMENTS -> change.after() != null && key.equals(key(change.after()));
      case ORDERS ->
          change.after() == null || change.op().equals("c") || key.equals(key(change.after()));
    };
  }

  private static String key(Map<String, @Nullable Object> row) {
    return "{\"id\":" + row.get("id") + "}";
  }

  private static @Nullable String difference(
      SimulatedTables read, JoinOracle oracle, Target target, boolean isCredit) {
    Collection<Map<String, @Nullable Object>> rows =
        read.rows(isCredit ? JoinTables.PAYMENTS : JoinTables.ORDERS);
    Set<String> gone = new HashSet<>(target.keys());
    for (Map<String, @Nullable Object> row : rows) {
      String key = key(row);
      Optional<JoinOracle.Expected> expected = isCredit ? oracle.payment(row) : oracle.order(row);
      if (expected.isPresent()) {
        gone.remove(key);
        Map<String, @Nullable Object> fields = expected.get().fields();
        if (fields == null ? !target.isRefused(key) : !target.isPublished(key)) {
          return key + " is " + target.row(key) + ", and must be " + expected;
        } else if (fields != null && !fields.equals(target.row(key))) {
          return key + " is " + target.row(key) + ", and must be " + fields;
        }
      }
    }
    return gone.isEmpty() ? null : gone + " must not be there";
  }

  private static EntityPlan payment(List<Missing> missing) {
    return plan(
        "payment",
        JoinTables.PAYMENTS,
        new JoinsPlan(
            List.of(
                lookup("loan", JoinTables.LOANS, missing.get(0), "tenant", "loan_id"),
                lookup(
                    "application", JoinTables.APPLICATIONS, missing.get(1), "loan.application_id"),
                lookup(
                    "customer", JoinTables.CUSTOMERS, missing.get(2), "application.customer_id")),
            List.of()),
        field("loan_application", "loan.application_id"),
        field("customer", "application.customer_id"),
        field("channel", "application.channel"),
        field("customer_name", "customer.name"));
  }

  private static EntityPlan order(List<Missing> missing) {
    Embed taxes =
        new Embed(
            "taxes",
            JoinTables.TAXES.id(),
            List.of("line_id"),
            Optional.of("kind"),
            List.of(),
            Set.of("line_id"),
            List.of());
    Embed lines =
        new Embed(
            "lines",
            JoinTables.LINES.id(),
            List.of("order_id"),
            Optional.empty(),
            List.of("position"),
            Set.of("note"),
            List.of(taxes));
    return plan(
        "order",
        JoinTables.ORDERS,
        new JoinsPlan(
            List.of(
                lookup("bought", JoinTables.CUSTOMERS, missing.get(0), "buyer"),
                lookup("origin", JoinTables.ORDERS, missing.get(1), "origin_id")),
            List.of(lines)),
        field("buyer_name", "bought.name"),
        field("origin_buyer", "origin.buyer"));
  }

  private static Lookup lookup(String name, JoinTables from, Missing missing, String... on) {
    return new Lookup(name, from.id(), List.of(on), missing);
  }

  private static FieldPlan field(String name, String column) {
    return FieldPlan.of(name, column, Optional.empty());
  }

  private static EntityPlan plan(
      String name, JoinTables from, JoinsPlan joins, FieldPlan... fields) {
    return new EntityPlan(
        new EntityName("shop", name),
        from.id(),
        ColumnsPlan.all(Naming.AS_IS, fields),
        RowsPlan.ALL,
        Optional.empty(),
        Optional.empty(),
        joins);
  }
}
