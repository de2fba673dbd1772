/* SPDX-License-Identifier: Apache-2.0 */
/** The log as text for people, or as JSON for what collects logs. */
@NullMarked
package dev.tandem.cli.log;

import org.jspecify.annotations.NullMarked;
