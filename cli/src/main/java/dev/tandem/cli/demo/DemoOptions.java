/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.demo;

import java.nio.file.Path;

/**
 * What the demo is asked to do.
 *
 * @param source what it replicates from
 * @param rows of the first load
 * @param changesPerSecond once the snapshot is in the targets
 * @param measureSeconds how long latency is measured before the first verification
 * @param folder where servers keep their data; emptied at the start
 */
public record DemoOptions(
    DemoSource source,
    long rows,
    long seed,
    int changesPerSecond,
    int measureSeconds,
    boolean once,
    Path folder) {}
