/** The idiom in which tables are read and written. */
@NullMarked
package io.lamplighter.kit.sql;

import org.jspecify.annotations.NullMarked;
