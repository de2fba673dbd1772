/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.model.entity.EntityName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * What an operator ordered for one entity on its way to one target. It holds no value of any row.
 *
 * @param entity {@code domain.entity}
 * @param target {@code postgres} or {@code dynamo}
 * @param by who, for people
 * @param atMillis when, in milliseconds since 1970
 * @param why in the operator's words; empty when none were given
 */
public record EntityOrder(String entity, String target, String by, long atMillis, String why) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Refuses what is no name of an entity. */
  public EntityOrder {
    if (entity.indexOf('.') < 1) {
      throw new IllegalArgumentException("no entity: " + entity);
    }
  }

  /** The record's value. */
  byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JacksonException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws UncheckedIOException when it is something else
   */
  static EntityOrder ofJson(byte[] json) {
    try {
      return JSON.readValue(json, EntityOrder.class);
    } catch (IOException e) {
      throw new UncheckedIOException("not an order", e);
    }
  }

  /** The entity's name. */
  public EntityName name() {
    int dot = entity.indexOf('.');
    return new EntityName(entity.substring(0, dot), entity.substring(dot + 1));
  }

  /** Who, when and why, in one line for people. */
  public String line() {
    return "by "
        + by
        + " since "
        + Instant.ofEpochMilli(atMillis)
        + (why.isEmpty() ? "" : ": ")
        + why;
  }

  /** Of one entity at one target there is one order of a kind. */
  String key() {
    return target + '/' + entity;
  }
}
