/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A load test: changes of the sample database at set times, how long each takes to be seen at the
 * targets, and the report of it.
 */
@NullMarked
package dev.tandem.cli.load;

import org.jspecify.annotations.NullMarked;
