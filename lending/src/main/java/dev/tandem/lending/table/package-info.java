/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The tables and what stands in them: for each column, how its values are drawn. Nothing here talks
 * to a server.
 */
@NullMarked
package dev.tandem.lending.table;

import org.jspecify.annotations.NullMarked;
