/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.store;

/**
 * What a change table has, after an UPDATE, of a long column that the UPDATE did not touch.
 * Microsoft's documentation does not say, so both can be tried.
 */
public enum AfterImage {
  VALUE,
  NULL
}
