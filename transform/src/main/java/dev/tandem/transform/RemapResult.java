/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

/**
 * What came of publishing an entity's rows as the mapping makes them now.
 *
 * @param found how the topic differed when its rows were looked at
 * @param published rows that were written into the topic, those that are deleted included
 * @param same rows that the topic held so already
 * @param superseded published rows of which a newer change came meanwhile, which stands
 */
public record RemapResult(RemapReport found, long published, long same, long superseded) {

  /** Whether every row of the topic is as the mapping makes it, or newer. */
  public boolean isWhole() {
    return found.refusals() == 0 && found.obstacles().lost() == 0;
  }
}
