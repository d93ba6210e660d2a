"""WebKitGTK by WebDriver, behind the names of Playwright's API that the tests use."""
