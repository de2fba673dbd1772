/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import java.util.Map;
import java.util.TreeMap;

/**
 * How an entity's topic differs from what the mapping would make of the raw topics now.
 *
 * @param revision of the mapping, as the file has it
 * @param highest the highest revision of any record in the entity's topic; -1 when it has none
 * @param rows that the entity's topic holds
 * @param changed rows that would have other values
 * @param columns how many of them in each column, by name
 * @param fresh rows that would be new
 * @param gone rows that would be deleted
 * @param unknown rows of which the raw topics hold no record that makes one of that key
 * @param refused rows whose last record the mapping refuses, by code
 * @param obstacles why some of these rows could not be published so
 */
public record RemapReport(
    int revision,
    int highest,
    long rows,
    long changed,
    Map<String, Long> columns,
    long fresh,
    long gone,
    long unknown,
    Map<String, Long> refused,
    Obstacles obstacles) {

  /** Copies the maps. */
  public RemapReport {
    columns = java.util.Collections.unmodifiableMap(new TreeMap<>(columns));
    refused = java.util.Collections.unmodifiableMap(new TreeMap<>(refused));
  }

  /** Rows that would not stay as they are. */
  public long differing() {
    return changed + fresh + gone;
  }

  /** Rows that are refused, whatever the code. */
  public long refusals() {
    return refused.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * What is in the way of publishing rows.
   *
   * @param outdated rows that differ, but were made under the file's revision or a higher one,
   *     which theirs would not beat
   * @param moved rows that would get another key, or another place in DynamoDB, where the former
   *     one would stay
   * @param lost rows that an earlier revision made of records that the raw topics no longer hold
   */
  public record Obstacles(long outdated, long moved, long lost) {
    /** Nothing is. */
    public static final Obstacles NONE = new Obstacles(0, 0, 0);
  }
}
