package io.lamplighter.customers;

import io.lamplighter.api.customers.AddressBook.Written;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How the customers' addresses are written, and whether that may have changed. */
record BookTables(Connection connection) {
  /** Figures in whichever width are one number. */
  private static final String WRITTEN =
      """
      select address, region,
             case when count(transformer) = count(*) and min(transformer) = max(transformer)
                  then min(transformer) end
        from (select regexp_replace(address, '[0-9０-９]+', '{}', 'g') as address, region, transformer
                from customers.customer
               where address is not null and address !~ '[{}]') told
       group by address, region
       order by count(*) desc, address, region
       limit ?""";

  /** Grows with each piece of a file that has brought something new. */
  long changes() throws SQLException {
    return new Sql(connection, "select coalesce(max(number), 0) from customers.change")
        .only(Row::number);
  }

  void changed() throws SQLException {
    new Sql(
            connection,
            """
            insert into customers.change as c (number) values (1)
            on conflict (one) do update set number = c.number + 1""")
        .run();
  }

  List<Written> written(int most) throws SQLException {
    return new Sql(connection, WRITTEN)
        .with(most)
        .list(row -> new Written(row.text(), row.text(), row.maybeText()));
  }
}
