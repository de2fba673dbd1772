/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes the changes of rows that share places, one after the other: a row whose place is still
 * taken waits until the one that lies there has left, and is given up when that one stays.
 *
 * @param settled takes what became of each change, as soon as it is known
 */
record GroupWriter(RowWriter writer, Consumer<Settled> settled) {

  void write(List<RowChange> group) {
    List<RowChange> pending = group;
    for (int circles = 0; !pending.isEmpty(); ) {
      List<Waiting> waiting = pass(pending);
      boolean stuck = waiting.size() == pending.size();
      if (stuck && (circles++ == group.size() || !openCircle(waiting))) {
        giveUp(waiting);
      }
      pending = waiting.stream().map(Waiting::change).toList();
    }
  }

  private List<Waiting> pass(List<RowChange> pending) {
    List<Waiting> waiting = new ArrayList<>();
    for (RowChange change : pending) {
      Outcome outcome = writer.apply(change);
      if (outcome instanceof Outcome.Collided collided) {
        waiting.add(new Waiting(change, collided.occupant()));
      } else {
        settle(change, outcome);
      }
    }
    return waiting;
  }

  /** Passes on what became of a change. */
  void settle(RowChange change, Outcome outcome) {
    settled.accept(new Settled(change.delivery(), outcome));
  }

  /** Settles those that wait for a row that stays; if each waits for another one, all of them. */
  private void giveUp(List<Waiting> waiting) {
    List<Waiting> inVain = waiting.stream().filter(one -> one.blocker(waiting).isEmpty()).toList();
    for (Waiting one : inVain.isEmpty() ? List.copyOf(waiting) : inVain) {
      settle(one.change(), writer.reject(one.change(), Outcome.Rejected.collision()));
      waiting.remove(one);
    }
  }

  /** Rows that swap places wait for one another for ever, unless one of them makes room first. */
  private boolean openCircle(List<Waiting> waiting) {
    for (Waiting start : waiting) {
      Set<Waiting> way = new HashSet<>();
      Optional<Waiting> at = Optional.of(start);
      while (at.isPresent() && way.add(at.get())) {
        at = at.get().blocker(waiting);
      }
      if (at.isPresent() && at.get() == start) {
        writer.clear(start.change(), start.change().left());
        return true;
      }
    }
    return false;
  }

  /** A change whose place is taken. Equal only to itself. */
  private static final class Waiting {
    private final RowChange change;
    private final Map<String, AttributeValue> occupant;

    Waiting(RowChange change, Map<String, AttributeValue> occupant) {
      this.change = change;
      this.occupant = occupant;
    }

    RowChange change() {
      return change;
    }

    /** The one that lies at this one's place and is to leave it. */
    Optional<Waiting> blocker(List<Waiting> waiting) {
      return waiting.stream()
          .filter(other -> change.to().filter(other.change.left()::contains).isPresent())
          .filter(other -> other.change.owns(occupant))
          .findFirst();
    }
  }
}
