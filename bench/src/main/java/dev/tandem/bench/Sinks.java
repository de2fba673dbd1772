/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

/**
 * How Tandem's sinks are run.
 *
 * @param count how many write side by side and share the partitions; the peer gets as many tasks
 * @param batch the most records that one writes together
 * @param heap of their JVM, as {@code -Xmx} takes it
 */
record Sinks(int count, int batch, String heap) {}
