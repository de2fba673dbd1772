/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.tandem.simulated.value.Binary;
import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.SqlServerError;
import dev.tandem.simulated.value.SqlType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ChangeCaptureTest {
  private static final int START_LSN = 0;
  private static final int SEQUENCE = 2;
  private static final int OPERATION = 3;
  private static final int MASK = 4;
  private static final int FIRST_CAPTURED = 5;

  private final Ticking clock = new Ticking();
  private final Instance instance = new Instance(clock);
  private final Database database = instance.database("db");
  private final Table table =
      database.create(
          "dbo",
          "t",
          List.of(
              column("id", "int"),
              column("name", "varchar(20)"),
              column("body", "nvarchar(max)"),
              column("former", "text")),
          List.of(0),
          List.of());
  private final ChangeCapture capture = database.capture();

  /** A clock that a test moves. */
  private static final class Ticking extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private static TableColumn column(String name, String type) {
    return new TableColumn(Column.of(name, SqlType.parse(type)), null, null);
  }

  private void commit(Consumer<Transaction> writes) {
    Transaction transaction = instance.begin();
    writes.accept(transaction);
    transaction.commit();
  }

  private void insert(int id) {
    commit(tx -> tx.insert(table, Map.of(0, id, 1, "n", 2, "b", 3, "f")));
  }

  private Key key(long id) {
    return new Key(Row.of(id));
  }

  /** As a reader of the change table sees them. */
  private List<Row> changes(CaptureInstance captured) {
    return capture.find(captured.name()).orElseThrow().changesFrom(Lsn.ZERO);
  }

  private List<String> all(CaptureInstance captured, int place) {
    return changes(captured).stream().map(row -> String.valueOf(row.get(place))).toList();
  }

  private Lsn maxLsn() {
    return Objects.requireNonNull(capture.maxLsn());
  }

  @Test
  void shouldJoinLooksAtTheLogThatFindNothing() {
    capture.enable(table, "c", List.of());
    assertThat(capture.scans()).extracting(LogScan::empty).containsExactly(1);
    Instant begun = clock.now;
    clock.now = begun.plusSeconds(5);
    assertThat(capture.scans()).containsExactly(new LogScan(1, begun, clock.now, Lsn.ZERO, 0, 2));
    insert(1);
    assertThat(capture.scans()).extracting(LogScan::empty).containsExactly(2, 0, 1);
    assertThat(capture.scans()).extracting(LogScan::transactions).containsExactly(0, 1, 0);
    assertThat(capture.scans().get(1).first()).isEqualTo(maxLsn());
  }

  @Test
  void shouldNotLookAtTheLogWhilePausedOrWithoutTheAgent() {
    capture.enable(table, "c", List.of());
    List<LogScan> before = capture.scans();
    clock.now = clock.now.plusSeconds(5);
    capture.mode(CaptureMode.PAUSED);
    assertThat(capture.scans()).isEqualTo(before);
    capture.mode(CaptureMode.after(Duration.ofSeconds(1)));
    insert(1);
    assertThat(capture.scans()).isEqualTo(before);
    capture.mode(CaptureMode.AT_ONCE);
    instance.agentRunning(false);
    assertThat(capture.scans()).isEqualTo(before);
    instance.agentRunning(true);
    assertThat(capture.scans()).hasSize(before.size() + 2);
  }

  @Test
  void shouldNoteAlterationsOfCapturedTablesOnceTheyAreRead() {
    TableColumn added = column("added", "int");
    database.alterAdd(table, column("early", "int"));
    CaptureInstance captured = capture.enable(table, "c", List.of());
    capture.mode(CaptureMode.PAUSED);
    database.alterAdd(table, added);
    assertThat(capture.alterations()).isEmpty();
    capture.run();
    assertThat(capture.alterations())
        .singleElement()
        .satisfies(it -> assertThat(it.instance()).isSameAs(captured))
        .satisfies(
            it -> assertThat(it.statement()).isEqualTo("ALTER TABLE [dbo].[t] ADD [added] int"))
        .satisfies(it -> assertThat(it.lsn()).isGreaterThan(captured.startLsn()));
  }

  @Test
  void shouldGiveATransactionOneLsnAndEachChangeItsOwn() {
    CaptureInstance captured = capture.enable(table, "c", List.of());
    commit(
        tx -> {
          tx.insert(table, Map.of(0, 1));
          tx.update(table, key(1), Map.of(1, "x"));
          tx.delete(table, key(1));
        });
    assertThat(all(captured, OPERATION)).containsExactly("2", "3", "4", "1");
    assertThat(all(captured, START_LSN)).containsOnly(String.valueOf(maxLsn().binary()));
    assertThat(all(captured, SEQUENCE)).isSorted();
    assertThat(all(captured, SEQUENCE).get(1)).isEqualTo(all(captured, SEQUENCE).get(2));
    assertThat(all(captured, SEQUENCE)).doesNotContain(all(captured, START_LSN).get(0));
  }

  @Test
  void shouldMarkTheColumnsThatChanged() {
    CaptureInstance captured = capture.enable(table, "c", List.of());
    insert(1);
    commit(tx -> tx.update(table, key(1), Map.of(1, "x", 3, "y")));
    assertThat(all(captured, MASK)).containsExactly("0F", "0A", "0A");
  }

  @Test
  void shouldCaptureANewKeyAsDeleteAndInsertOfTheSameSequence() {
    CaptureInstance captured = capture.enable(table, "c", List.of());
    insert(1);
    commit(tx -> tx.update(table, key(1), Map.of(0, 2)));
    assertThat(all(captured, OPERATION)).containsExactly("2", "1", "2");
    assertThat(all(captured, SEQUENCE).get(1)).isEqualTo(all(captured, SEQUENCE).get(2));
    assertThat(all(captured, FIRST_CAPTURED)).containsExactly("1", "1", "2");
  }

  @Test
  void shouldLeaveOutLongValues() {
    CaptureInstance captured = capture.enable(table, "c", List.of());
    insert(1);
    commit(tx -> tx.update(table, key(1), Map.of(1, "x")));
    instance.afterImage(AfterImage.NULL);
    commit(tx -> tx.update(table, key(1), Map.of(1, "y")));
    commit(tx -> tx.delete(table, key(1)));
    assertThat(all(captured, OPERATION)).containsExactly("2", "3", "4", "3", "4", "1");
    assertThat(all(captured, FIRST_CAPTURED + 2))
        .containsExactly("b", "null", "b", "null", "null", "b");
    assertThat(all(captured, FIRST_CAPTURED + 3))
        .containsExactly("f", "null", "f", "null", "null", "null");
  }

  @Test
  void shouldCaptureNothingOfWhatIsRolledBack() {
    CaptureInstance captured = capture.enable(table, "c", List.of());
    Transaction transaction = instance.begin();
    transaction.insert(table, Map.of(0, 1));
    transaction.rollBack();
    insert(2);
    assertThat(all(captured, FIRST_CAPTURED)).containsExactly("2");
  }

  @Test
  void shouldNotCaptureWhatWasThereBefore() {
    insert(1);
    CaptureInstance first = capture.enable(table, "first", List.of("id"));
    insert(2);
    database.alterAdd(table, column("more", "int"));
    CaptureInstance second = capture.enable(table, "second", List.of());
    commit(tx -> tx.insert(table, Map.of(0, 3, 4, 7)));
    assertThat(all(first, FIRST_CAPTURED)).containsExactly("2", "3");
    assertThat(all(second, FIRST_CAPTURED)).containsExactly("3");
    assertThat(first.columns()).hasSize(7);
    assertThat(changes(second).get(0).get(FIRST_CAPTURED + 4)).isEqualTo(7L);
    assertThat(second.startLsn()).isGreaterThan(first.startLsn());
  }

  @Test
  void shouldAddAColumnOnlyBetweenTwoTransactions() throws InterruptedException {
    Transaction open = instance.begin();
    open.insert(table, Map.of(0, 1));
    Thread altering = new Thread(() -> database.alterAdd(table, column("more", "int")), "altering");
    altering.start();
    await().until(() -> altering.getState() == Thread.State.TIMED_WAITING);
    open.commit();
    altering.join();
    assertThat(Objects.requireNonNull(instance.begin().find(table, key(1))).size()).isEqualTo(5);
  }

  @Test
  void shouldRefuseAThirdInstanceAndATakenName() {
    capture.enable(table, "first", List.of());
    assertThat(error(() -> capture.enable(table, "FIRST", List.of()))).isEqualTo(22926);
    capture.enable(table, "second", List.of());
    assertThat(error(() -> capture.enable(table, "third", List.of()))).isEqualTo(22962);
    capture.disable("first");
    capture.enable(table, "third", List.of());
    assertThat(error(() -> capture.disable("first"))).isEqualTo(22985);
  }

  private static int error(Runnable refused) {
    return catchThrowableOfType(SqlServerError.class, refused::run).number();
  }

  @Test
  void shouldCaptureLaterWhenTheJobIsSlowPausedOrDown() {
    CaptureInstance captured = capture.enable(table, "c", List.of());
    capture.mode(CaptureMode.after(Duration.ofSeconds(5)));
    insert(1);
    assertThat(all(captured, FIRST_CAPTURED)).isEmpty();
    clock.now = clock.now.plusSeconds(5);
    Lsn first = maxLsn();
    assertThat(all(captured, FIRST_CAPTURED)).containsExactly("1");
    capture.mode(CaptureMode.PAUSED);
    insert(2);
    assertThat(maxLsn()).isEqualTo(first);
    assertThat(capture.isIdle()).isFalse();
    capture.run();
    assertThat(maxLsn()).isGreaterThan(first);
    capture.mode(CaptureMode.AT_ONCE);
    instance.agentRunning(false);
    insert(3);
    assertThat(capture.isIdle()).isFalse();
    instance.agentRunning(true);
    assertThat(capture.isIdle()).isTrue();
    assertThat(all(captured, FIRST_CAPTURED)).containsExactly("1", "2", "3");
  }

  @Test
  void shouldForgetWhatIsCleanedUp() {
    CaptureInstance captured = capture.enable(table, "c", List.of());
    insert(1);
    insert(2);
    Lsn low = maxLsn();
    insert(3);
    capture.cleanUp(low);
    assertThat(all(captured, FIRST_CAPTURED)).containsExactly("2", "3");
    assertThat(captured.startLsn()).isEqualTo(low);
    assertThat(capture.timesFrom(Lsn.ZERO)).hasSize(2);
  }

  @Test
  void shouldShowThatItIsAliveWithoutATransaction() {
    capture.enable(table, "c", List.of());
    capture.heartbeat();
    assertThat(capture.timesFrom(Lsn.ZERO))
        .extracting(ChangeCapture.LsnTime::transaction)
        .containsOnly(Binary.ofHex("00"));
  }

  @Test
  void shouldSpellLsnsAsTheServerDoes() {
    Lsn lsn = new Lsn((42L << 32) + 16, 0xFFFF);
    assertThat(lsn).hasToString("0000002a:00000010:ffff");
    assertThat(lsn.binary()).hasToString("0000002A00000010FFFF");
    assertThat(Lsn.of(lsn.binary())).isEqualTo(lsn);
    assertThat(lsn.next()).isGreaterThan(lsn).hasToString("0000002a:00000011:0000");
  }
}
