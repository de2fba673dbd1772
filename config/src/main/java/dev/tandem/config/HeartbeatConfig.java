/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.model.source.TableId;
import java.time.Duration;

/**
 * The row that is written at the source so that one can see how old each target is.
 *
 * @param table the table that holds it, in one of the captured databases
 * @param every how often it is written
 */
public record HeartbeatConfig(TableId table, Duration every) {}
