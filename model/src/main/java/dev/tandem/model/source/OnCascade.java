/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

/** What is done about rows that foreign keys change at the source without a word in its log. */
public enum OnCascade {
  /** They are looked up when their parent goes. */
  EMULATE,
  /** They are only spoken of. */
  WARN
}
