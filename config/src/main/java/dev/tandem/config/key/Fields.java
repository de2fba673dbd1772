/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.key;

import dev.tandem.config.problem.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What was read of a section: values by key, and where they stand. */
public final class Fields {
  private final Place place;
  private final Map<Key<?>, Slot> slots = new HashMap<>();
  private boolean unknown;

  Fields(Place place) {
    this.place = place;
  }

  void put(Key<?> key, Place where, Optional<?> value, boolean sound) {
    slots.put(key, new Slot(where, value, sound));
  }

  void markUnknown() {
    unknown = true;
  }

  /** Where the section's own key stands. */
  public Place place() {
    return place;
  }

  /** Where the key stands, or would stand. */
  public Place place(Key<?> key) {
    Slot slot = slots.get(key);
    return slot == null ? place.child(key.name()) : slot.place();
  }

  /** Whether the key stands in the file, even with an unusable value. */
  public boolean isGiven(Key<?> key) {
    return slots.containsKey(key);
  }

  /** Whether there is no problem in what the key holds, so that nothing of it was left out. */
  public boolean isSound(Key<?> key) {
    Slot slot = slots.get(key);
    return slot == null || slot.sound();
  }

  /** Whether there were keys that do not exist, so that nothing follows from what is missing. */
  public boolean hasUnknownKeys() {
    return unknown;
  }

  /** The key's value, given or by default; empty when there is none or it cannot be used. */
  @SuppressWarnings("unchecked") // a slot is filled only with what the key's own kind has read
  public <T> Optional<T> find(Key<T> key) {
    Slot slot = slots.get(key);
    return slot == null ? key.value() : (Optional<T>) slot.value();
  }

  /**
   * The value of a key that is required or has a default, once the file is known to be clean.
   *
   * @throws IllegalStateException when there is none
   */
  public <T> T get(Key<T> key) {
    return find(key)
        .orElseThrow(() -> new IllegalStateException("no " + place.child(key.name()).path()));
  }

  private record Slot(Place place, Optional<?> value, boolean sound) {}
}
