/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.target;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a batch (invariant 2: every change has one of these outcomes before its offset is
 * committed).
 *
 * @param applied rows written or deleted
 * @param superseded changes that the target already had, or had newer; those reduced away within
 *     the batch included
 * @param rejected changes that this target cannot hold
 * @param blocked lanes that must wait at an offset, with everything before it final
 * @param tombstoned those of the superseded whose rows have been deleted since; only a writer that
 *     replays need tell
 */
public record WriteResult(
    int applied,
    int superseded,
    List<Rejection> rejected,
    Map<Lane, Blockage> blocked,
    int tombstoned) {
  /** Nothing happened. */
  public static final WriteResult NOTHING = new WriteResult(0, 0, List.of(), Map.of());

  /** Copies the collections. */
  public WriteResult {
    rejected = List.copyOf(rejected);
    blocked = Map.copyOf(blocked);
  }

  /** A result that does not tell of tombstones. */
  public WriteResult(
      int applied, int superseded, List<Rejection> rejected, Map<Lane, Blockage> blocked) {
    this(applied, superseded, rejected, blocked, 0);
  }

  /** The same, with so many of the superseded held back by tombstones. */
  public WriteResult withTombstoned(int count) {
    return new WriteResult(applied, superseded, rejected, blocked, count);
  }

  /** Everything was applied or superseded. */
  public static WriteResult of(int applied, int superseded) {
    return new WriteResult(applied, superseded, List.of(), Map.of());
  }

  /** Both results together; a lane waits at the first of two blockages. */
  public WriteResult plus(WriteResult other) {
    List<Rejection> allRejected = new ArrayList<>(rejected);
    allRejected.addAll(other.rejected);
    Map<Lane, Blockage> allBlocked = new TreeMap<>(blocked);
    other.blocked.forEach((lane, blockage) -> allBlocked.merge(lane, blockage, Blockage::earlier));
    return new WriteResult(
        applied + other.applied,
        superseded + other.superseded,
        allRejected,
        allBlocked,
        tombstoned + other.tombstoned);
  }

  /** What is rejected, in the order of each lane. */
  public List<Rejection> rejectedInOrder() {
    return rejected.stream()
        .sorted(Comparator.comparingLong(rejection -> rejection.delivery().offset()))
        .toList();
  }

  /** The same outcome with other lanes blocked. */
  public WriteResult withBlocked(Map<Lane, Blockage> lanes) {
    return new WriteResult(applied, superseded, rejected, lanes, tombstoned);
  }

  /**
   * A change that the target cannot hold.
   *
   * @param code stable, for the dead letter
   * @param reason one sentence without values
   */
  public record Rejection(Delivery delivery, String code, String reason) {}

  /** Where a lane waits, and for what. */
  public record Blockage(long offset, String code, String reason) {

    /** The one of both that the lane comes to first. */
    public Blockage earlier(Blockage other) {
      return other.offset < offset ? other : this;
    }

    /** Whether a change lies at a blockage of its lane or behind it: then it comes again. */
    public static boolean holds(Delivery delivery, Map<Lane, Blockage> blocked) {
      Blockage blockage = blocked.get(delivery.lane());
      return blockage != null && delivery.offset() >= blockage.offset();
    }
  }
}
