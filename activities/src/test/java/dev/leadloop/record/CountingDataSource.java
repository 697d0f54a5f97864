package dev.leadloop.record;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Notes every statement that is prepared; the product runs each one it prepares exactly once. */
public final class CountingDataSource extends DelegatingDataSource {
  private final List<String> statements = new CopyOnWriteArrayList<>();

  public CountingDataSource(DataSource target) {
    super(target);
  }

  /** The statements since the last call. */
  public List<String> taken() {
    List<String> taken = List.copyOf(statements);
    statements.clear();
    return taken;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection real = super.getConnection();
    InvocationHandler count = (proxy, method, arguments) -> {
      if (method.getReturnType() == PreparedStatement.class) {
        statements.add((String) arguments[0]);
      }
      try {
        return method.invoke(real, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    };
    return (Connection)
        Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class}, count);
  }
}
