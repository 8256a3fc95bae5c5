"""What all tests share."""

pytest_plugins = ("tests.store_fixtures",)
