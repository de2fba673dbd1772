/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.entity;

/** An entity of a domain. */
public record EntityName(String domain, String entity) implements Comparable<EntityName> {

  /** {@code domain.entity}. */
  @Override
  public String toString() {
    return domain + '.' + entity;
  }

  @Override
  public int compareTo(EntityName other) {
    return toString().compareTo(other.toString());
  }
}
