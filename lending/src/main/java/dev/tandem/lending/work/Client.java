/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import dev.tandem.lending.dialect.Dialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of those who change the database: does one operation after the other. */
final class Client {
  private static final Logger LOG = LoggerFactory.getLogger(Client.class);
  private static final int ROUNDS_WITHOUT_BIG = 19;

  private final WorkloadPlan plan;
  private final Dialect dialect;
  private final World world;
  private final Tally tally;
  private final CountDownLatch end;
  private final SplittableRandom random;
  private final Pace pace;
  private final List<Operation> round = new ArrayList<>();
  private int rounds;

  Client(
      WorkloadPlan plan,
      Dialect dialect,
      World world,
      Tally tally,
      CountDownLatch end,
      SplittableRandom random) {
    this.plan = plan;
    this.dialect = dialect;
    this.world = world;
    this.tally = tally;
    this.end = end;
    this.random = random;
    this.pace = new Pace((double) plan.changesPerSecond() / plan.threads());
  }

  /** Works until the end, over as many sessions as it takes. */
  void run(Sessions sessions) throws SQLException, InterruptedException {
    new SessionLoop(sessions, dialect, plan.patience())
        .run(this::goesOn, end, connection -> work(new Session(connection, dialect, world, tally)));
  }

  private boolean goesOn() {
    return end.getCount() > 0 && (plan.changes() == 0 || tally.changes() < plan.changes());
  }

  private void work(Session session) throws SQLException, InterruptedException {
    Hands hands =
        new Hands(
            new Clerk(session, world, random),
            new Finder(session, world, random, plan.hotKeys()),
            world,
            random,
            plan.bigTransactionRows());
    while (goesOn()) {
      pace.await(carryOut(next(), hands, session), end);
    }
  }

  /** Every operation comes in each round, as often as its weight says; big ones seldom. */
  private Operation next() {
    if (round.isEmpty()) {
      for (Operation operation : Operation.values()) {
        boolean left =
            operation == Operation.BIG_TRANSACTION && rounds % (ROUNDS_WITHOUT_BIG + 1) > 0;
        round.addAll(Collections.nCopies(left ? 0 : operation.weight(), operation));
      }
      Collections.shuffle(round, new Random(random.nextLong()));
      rounds++;
    }
    return round.remove(round.size() - 1);
  }

  /** Until it is done or cannot be done; says how many rows it changed. */
  private long carryOut(Operation operation, Hands hands, Session session)
      throws SQLException, InterruptedException {
    while (goesOn()) {
      try {
        operation.run(hands);
        long changes = session.changes();
        session.commit();
        tally.done(operation);
        return changes;
      } catch (SQLException e) {
        Trouble trouble = Trouble.of(e, dialect);
        if (trouble == Trouble.LOST || trouble == Trouble.FATAL) {
          throw e;
        }
        session.rollback();
        LOG.debug("{} met error {}", operation, e.getErrorCode());
        if (trouble == Trouble.IN_THE_WAY) {
          return 0;
        }
        end.await(random.nextInt(1, 20), TimeUnit.MILLISECONDS);
      }
    }
    return 0;
  }
}
