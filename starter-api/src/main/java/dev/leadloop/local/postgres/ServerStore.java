package dev.leadloop.local.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a running PostgreSQL says of itself, and the databases it holds.
 *
 * @param url of a database that every server has
 */
record ServerStore(String url, String user, String password) {

  /** The folder the server works on. */
  Path dataDirectory() throws SQLException {
    try (Connection connection = connect();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("SHOW data_directory")) {
      if (!row.next()) {
        throw new SQLException("the server does not name its data directory");
      }
      return Path.of(row.getString(1));
    }
  }

  /** Creates a database of that plain name where there is none. */
  void createDatabase(String name) throws SQLException {
    try (Connection connection = connect(); Statement sql = connection.createStatement()) {
      try (ResultSet found = sql.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
        if (found.next()) {
          return;
        }
      }
      sql.execute("CREATE DATABASE " + name);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url + "?connectTimeout=3&socketTimeout=10", user, password);
  }

  /** Never prints the password. */
  @Override
  public String toString() {
    return "ServerStore[url=" + url + ", user=" + user + "]";
  }
}
