/** Tables of other databases for routes: camel-sql on Spring JDBC. */
@NullMarked
package io.lamplighter.camel.sql;

import org.jspecify.annotations.NullMarked;
