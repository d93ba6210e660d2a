"""The workbench over HTTP: JSON under `/api/v1/translate/`. An application of its own, loaded when somebody asks."""
