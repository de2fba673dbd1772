/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a source is made of: tables, columns, rows, changes, and the port that reads them for
 * verification.
 */
@NullMarked
package dev.tandem.model.source;

import org.jspecify.annotations.NullMarked;
