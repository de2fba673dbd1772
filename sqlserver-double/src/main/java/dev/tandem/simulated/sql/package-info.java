/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The little of T-SQL that the double understands: a grammar for SELECT, INSERT, UPDATE, DELETE and
 * transactions; and for what the grammar cannot say, registries of functions, system views,
 * procedures and whole statements.
 *
 * <p>Something new goes where it is called by its name: a function into {@code Functions}, a view
 * into {@code SystemViews}, a procedure into {@code Procedures}, and a statement that the grammar
 * cannot parse into {@code CannedStatements}.
 */
@NullMarked
package dev.tandem.simulated.sql;

import org.jspecify.annotations.NullMarked;
