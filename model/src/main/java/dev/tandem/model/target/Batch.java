/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.target;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityKey;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Changes to apply together, and how far each lane has come once they are.
 *
 * @param deliveries in the order of their lanes
 * @param progress for each lane the offsets that the batch covers, gaps included
 */
public record Batch(List<Delivery> deliveries, SortedMap<Lane, Span> progress) {

  /** Copies the collections. */
  public Batch {
    deliveries = List.copyOf(deliveries);
    progress = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(progress));
  }

  /** Whether there is nothing to apply and nothing to record. */
  public boolean isEmpty() {
    return progress.isEmpty();
  }

  /**
   * The newest change of each key, by entity; one that stands for older ones has also left the
   * places that they left.
   */
  public Map<EntityName, Collection<Delivery>> newestPerKey() {
    Map<EntityName, Map<EntityKey, Delivery>> newest = new LinkedHashMap<>();
    for (Delivery delivery : deliveries) {
      newest
          .computeIfAbsent(delivery.schema().name(), name -> new LinkedHashMap<>())
          .merge(delivery.change().key(), delivery, Batch::merge);
    }
    Map<EntityName, Collection<Delivery>> result = new LinkedHashMap<>();
    newest.forEach((name, byKey) -> result.put(name, byKey.values()));
    return result;
  }

  private static Delivery merge(Delivery older, Delivery newer) {
    if (older.change().version().compareTo(newer.change().version()) > 0) {
      return merge(newer, older); // a reprocessed change follows its successor: invariant 3
    }
    List<Location> left = new ArrayList<>(left(newer.change()));
    left.addAll(left(older.change()));
    EntityChange merged =
        newer.change() instanceof EntityChange.Upserted upserted
            ? new EntityChange.Upserted(
                upserted.key(),
                upserted.version(),
                upserted.committedAtMicros(),
                origin(older.change(), upserted),
                upserted.row(),
                left)
            : new EntityChange.Deleted(
                newer.change().key(),
                newer.change().version(),
                newer.change().committedAtMicros(),
                left);
    return new Delivery(newer.lane(), newer.offset(), newer.schema(), merged);
  }

  private static List<Location> left(EntityChange change) {
    return change instanceof EntityChange.Upserted upserted
        ? upserted.left()
        : ((EntityChange.Deleted) change).left();
  }

  /** A row inserted and then changed within one batch is still new to the target. */
  private static EntityChange.Origin origin(EntityChange older, EntityChange.Upserted newer) {
    return older instanceof EntityChange.Upserted upserted ? upserted.origin() : newer.origin();
  }

  /** The part of the batch that belongs to one lane. */
  public Batch of(Lane lane) {
    return new Batch(
        deliveries.stream().filter(delivery -> delivery.lane().equals(lane)).toList(),
        new TreeMap<>(Map.of(lane, span(lane))));
  }

  /** The same progress with nothing to apply: for changes that have found their end elsewhere. */
  public Batch withoutDeliveries() {
    return new Batch(List.of(), progress);
  }

  /** The batch without one change, which counts as done. */
  public Batch without(Delivery delivery) {
    return new Batch(
        deliveries.stream()
            .filter(
                other ->
                    other.offset() != delivery.offset() || !other.lane().equals(delivery.lane()))
            .toList(),
        progress);
  }

  /** What follows an offset of a batch of one lane, that offset included. */
  public Batch from(long offset) {
    Lane lane = progress.firstKey();
    return new Batch(
        deliveries.stream().filter(delivery -> delivery.offset() >= offset).toList(),
        new TreeMap<>(Map.of(lane, new Span(offset, span(lane).to()))));
  }

  /** The batch without a change and what follows it in its lane; maybe empty. */
  public Batch upTo(Delivery delivery) {
    Lane lane = delivery.lane();
    long offset = delivery.offset();
    SortedMap<Lane, Span> before = new TreeMap<>(progress);
    if (span(lane).from() == offset) {
      before.remove(lane);
    } else {
      before.put(lane, new Span(span(lane).from(), offset));
    }
    return new Batch(
        deliveries.stream()
            .filter(other -> !other.lane().equals(lane) || other.offset() < offset)
            .toList(),
        before);
  }

  /** The batch without some of its lanes. */
  public Batch withoutLanes(Set<Lane> lanes) {
    SortedMap<Lane, Span> rest = new TreeMap<>(progress);
    rest.keySet().removeAll(lanes);
    return new Batch(
        deliveries.stream().filter(delivery -> !lanes.contains(delivery.lane())).toList(), rest);
  }

  /**
   * The batch in two parts, about half of the changes in each, such that the source committed those
   * of the first part before those of the second; changes of one source transaction stay together.
   * Empty when all were committed at one moment.
   */
  public Optional<List<Batch>> earlierAndLater() {
    List<Long> moments = moments();
    List<Long> sorted = moments.stream().sorted().toList();
    long middle = sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) / 2);
    long last = sorted.isEmpty() ? 0 : sorted.get(sorted.size() - 1);
    long cut =
        middle < last
            ? middle
            : sorted.stream()
                .filter(moment -> moment < last)
                .mapToLong(Long::longValue)
                .max()
                .orElse(last);
    if (cut == last) {
      return Optional.empty();
    }
    List<Delivery> earlier = new ArrayList<>();
    List<Delivery> later = new ArrayList<>();
    for (int i = 0; i < deliveries.size(); i++) {
      (moments.get(i) <= cut ? earlier : later).add(deliveries.get(i));
    }
    return Optional.of(part(earlier, later));
  }

  /** When each change was committed; never earlier than the one before it in its lane. */
  private List<Long> moments() {
    Map<Lane, Long> latest = new HashMap<>();
    return deliveries.stream()
        .map(
            delivery ->
                latest.merge(delivery.lane(), delivery.change().committedAtMicros(), Long::max))
        .toList();
  }

  private List<Batch> part(List<Delivery> earlier, List<Delivery> later) {
    SortedMap<Lane, Span> first = new TreeMap<>();
    SortedMap<Lane, Span> second = new TreeMap<>();
    Set<Lane> begun = earlier.stream().map(Delivery::lane).collect(Collectors.toSet());
    for (Lane lane : progress.keySet()) {
      long cut =
          later.stream()
              .filter(delivery -> delivery.lane().equals(lane))
              .mapToLong(Delivery::offset)
              .findFirst()
              .orElse(span(lane).to());
      if (!begun.contains(lane) && cut < span(lane).to()) {
        second.put(lane, span(lane));
      } else {
        first.put(lane, new Span(span(lane).from(), cut));
        if (cut < span(lane).to()) {
          second.put(lane, new Span(cut, span(lane).to()));
        }
      }
    }
    return List.of(new Batch(earlier, first), new Batch(later, second));
  }

  private Span span(Lane lane) {
    Span span = progress.get(lane);
    if (span == null) {
      throw new IllegalArgumentException(lane + " is not in the batch");
    }
    return span;
  }

  /** The first and second half of a batch of one lane and at least two deliveries. */
  public List<Batch> halves() {
    int middle = deliveries.size() / 2;
    long cut = deliveries.get(middle).offset();
    Lane lane = progress.firstKey();
    Span span = span(lane);
    if (progress.size() != 1) {
      throw new IllegalStateException("only a batch of one lane can be halved");
    }
    return List.of(
        new Batch(
            deliveries.subList(0, middle), new TreeMap<>(Map.of(lane, new Span(span.from(), cut)))),
        new Batch(
            deliveries.subList(middle, deliveries.size()),
            new TreeMap<>(Map.of(lane, new Span(cut, span.to())))));
  }

  /**
   * Offsets from the first up to, and without, the last; one lane's spans follow each other without
   * a gap.
   */
  public record Span(long from, long to) {}
}
