/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import dev.tandem.lending.dialect.Dialect;
import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import dev.tandem.lending.work.LoadWitness.ProbeMark;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One of those who do what is due; what is due while all are busy waits, and its time runs. */
final class LoadClient {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int HOT_KEYS = 50;
  private static final int SMALLEST_BIG = 1_000;
  private static final int TIMES_LARGER = 10;

  private final LoadPlan plan;
  private final Dialect dialect;
  private final World world;
  private final DueQueue queue;
  private final LoadWitness witness;
  private final CountDownLatch end;
  private final SplittableRandom random;
  private final Tally tally = new Tally();
  private final List<Operation> round = new ArrayList<>();
  private @Nullable Due current;

  LoadClient(
      LoadPlan plan,
      Dialect dialect,
      World world,
      DueQueue queue,
      LoadWitness witness,
      CountDownLatch end,
      SplittableRandom random) {
    this.plan = plan;
    this.dialect = dialect;
    this.world = world;
    this.queue = queue;
    this.witness = witness;
    this.end = end;
    this.random = random;
  }

  /** Works until nothing more will be due. */
  void run(Sessions sessions) throws SQLException, InterruptedException {
    new SessionLoop(sessions, dialect, PATIENCE).run(this::goesOn, end, this::work);
  }

  private boolean goesOn() {
    return end.getCount() > 0 && (current != null || !queue.isOver());
  }

  private void work(Connection connection) throws SQLException, InterruptedException {
    Session session = new Session(connection, dialect, world, tally);
    Hands hands = hands(session);
    while (goesOn()) {
      if (current == null) {
        current = queue.next();
      }
      if (current != null) {
        carryOut(current, hands, session);
        current = null;
      }
    }
  }

  private Hands hands(Session session) {
    return new Hands(
        new Clerk(session, world, random),
        new Finder(session, world, random, HOT_KEYS),
        world,
        random,
        SMALLEST_BIG);
  }

  /** Until it is done or cannot be done. */
  private void carryOut(Due due, Hands hands, Session session)
      throws SQLException, InterruptedException {
    Operation operation = next();
    Hands mine = due.deed() == Deed.BIG ? hands.withBigTransactionRows((int) due.size()) : hands;
    long before = session.committed();
    boolean over = false;
    while (!over && end.getCount() > 0) {
      try {
        run(due.deed(), operation, mine);
        List<ProbeMark> probes = due.isProbe() ? touch(due.number(), session) : List.of();
        session.commit();
        tell(due, session.committed() - before, probes);
        over = true;
      } catch (SQLException e) {
        Trouble trouble = Trouble.of(e, dialect);
        if (trouble == Trouble.LOST || trouble == Trouble.FATAL) {
          throw e;
        }
        session.rollback();
        over = trouble == Trouble.IN_THE_WAY;
        if (over) {
          tell(due, session.committed() - before, List.of());
        } else {
          end.await(random.nextInt(1, 20), TimeUnit.MILLISECONDS);
        }
      }
    }
  }

  private static void run(Deed deed, Operation operation, Hands hands) throws SQLException {
    switch (deed) {
      case READ -> Reads.read(hands);
      case CHANGE -> operation.run(hands);
      case BIG -> Cases.bigLoad(hands);
      case PROBE -> {} // nothing but the rows that are looked for
    }
  }

  private void tell(Due due, long changes, List<ProbeMark> probes) {
    long operations = due.deed() == Deed.READ ? 1 : changes;
    due.schedule().done((double) operations, due.size());
    witness.done(due.deed(), due.dueNanos(), System.nanoTime(), operations, probes);
  }

  /** A row of each list of tables, by turns. */
  private List<ProbeMark> touch(long number, Session session) throws SQLException {
    List<ProbeMark> probes = new ArrayList<>();
    for (List<String> tables : plan.probed()) {
      Table table = Tables.named(tables.get((int) (number % tables.size())));
      long row = ProbeRows.number(number / tables.size());
      long revision = world.revision();
      if (ProbeRows.touch(session, table, row, revision)) {
        probes.add(new ProbeMark(table.name(), row, revision));
      }
    }
    return probes;
  }

  /** Every operation comes in each round, as often as its weight says. */
  private Operation next() {
    if (round.isEmpty()) {
      for (Operation operation : Operation.values()) {
        if (operation != Operation.BIG_TRANSACTION) {
          round.addAll(Collections.nCopies(operation.weight(), operation));
        }
      }
      Collections.shuffle(round, new Random(random.nextLong()));
    }
    return round.remove(round.size() - 1);
  }

  /** Rows of a big transaction: as many of 1,000 to 2,000 as of 5,000 to 10,000. */
  static int bigSize(SplittableRandom random) {
    return (int) (SMALLEST_BIG * Math.pow(TIMES_LARGER, random.nextDouble()));
  }
}
